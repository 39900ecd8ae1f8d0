package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.queues.WatchedQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every act has a receipt, not only a redrive. */
class ActReceiptsCommandTest extends LetterCommands {
    /** The newest act's receipt, by the two lines that tell of it. */
    private String receipt(String began, String ended) {
        assertThat(run("receipts", "--json")).isZero();
        JsonNode all = json().get("receipts");
        List<String> acts = all.findValuesAsText("act");
        assertThat(acts).endsWith(began, ended);
        String id = all.get(acts.size() - 1).get("receipt").asText();
        assertThat(id).as("an id").matches("[0-9]{8}-.*");
        assertThat(all.get(acts.size() - 2).get("receipt").asText()).isEqualTo(id);
        assertThat(json().get("unfinished")).isEmpty();
        return id;
    }

    private List<String> exported(String id, String name) throws IOException {
        Path file = folder.resolve(name);
        assertThat(run("receipts", id, "--export", file.toString())).isZero();
        return Files.readAllLines(file);
    }

    @Test
    void anImportTellsWhatBecameOfEachLetter() throws Exception {
        String file = folder.resolve("letters.jsonl").toString();
        assertThat(run("export", file)).isZero();
        services.letters.refused = "O2";
        assertThat(run("import", file, "--to", "OrderQueue")).isEqualTo(2);

        String id = receipt("IMPORTING", "IMPORTED");
        assertThat(run("receipts", id, "--json")).isZero();
        assertThat(json().get("act").asText()).isEqualTo("IMPORT");
        assertThat(json().at("/who/user").asText()).isEqualTo("ops@desk");
        assertThat(json().at("/set/hash").asText()).hasSize(64);
        assertThat(json().at("/set/count").asInt()).isEqualTo(3);
        assertThat(json().get("sent").asInt()).isEqualTo(2);
        assertThat(json().get("commandLine").asText()).contains("dead-letters import");
        assertThat(json().at("/letters/0/newMessageId").asText()).isEqualTo("new-0");
        assertThat(json().at("/letters/0/orderId").asText()).isEqualTo("O1");
        assertThat(json().at("/letters/1/reason").asText()).startsWith("InvalidMessageContents");

        List<String> lines = exported(id, "import.jsonl");
        assertThat(lines).hasSize(4);
        assertThat(new ObjectMapper().readTree(lines.get(0)).get("act").asText())
                .isEqualTo("IMPORT");
        assertThat(exported(id, "import.txt"))
                .contains("Import of " + file + " to OrderQueue, receipt " + id)
                .anyMatch(line -> line.startsWith("m1 → new-0  O1  "));
    }

    @Test
    void aMoveTellsWhatSqsSays() throws Exception {
        services.depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 3, 0, 0);
        assertThat(run("move", "--yes")).isZero();

        String id = receipt("MOVING", "MOVED");
        assertThat(run("receipts", id, "--json")).isZero();
        assertThat(json().get("act").asText()).isEqualTo("MOVE");
        assertThat(json().at("/set/hash").isNull()).isTrue();
        assertThat(json().at("/task/state").asText()).isEqualTo("completed");
        assertThat(json().at("/task/moved").asInt()).isEqualTo(3);
        assertThat(new ObjectMapper()
                        .readTree(exported(id, "move.jsonl").get(0))
                        .at("/task/toMove")
                        .asInt())
                .isEqualTo(3);
        assertThat(exported(id, "move.txt"))
                .contains("Move of OrderDLQ to OrderQueue by SQS itself, receipt " + id)
                .contains("Moved      3 of 3: completed; what became of each SQS does not tell");
    }

    @Test
    void aDeletionTellsOfEachLetterAndWhereItsBackupIs() throws Exception {
        assertThat(run("delete", "--filter", "rule:wrong_type", "--confirm", "OrderDLQ", "--note", "junk", "--json"))
                .isZero();
        String backup = json().get("backup").asText();

        String id = receipt("DELETING", "DELETED");
        assertThat(run("receipts", id, "--json")).isZero();
        assertThat(json().get("act").asText()).isEqualTo("DELETE");
        assertThat(json().get("note").asText()).isEqualTo("junk");
        assertThat(json().get("to").asText()).isEqualTo(backup);
        assertThat(json().get("deleted").asInt()).isEqualTo(1);
        assertThat(json().at("/letters/0/messageId").asText()).isEqualTo("m3");
        assertThat(exported(id, "deletion.txt"))
                .contains("Deletion from OrderDLQ, receipt " + id)
                .contains("Backup     " + backup)
                .contains("m3  O3  deleted");
    }
}
