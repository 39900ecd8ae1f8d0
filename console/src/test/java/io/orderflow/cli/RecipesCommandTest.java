package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesCommandTest {
    private static final String SHOP = "{\"v\":1,\"name\":\"Old shop\",\"steps\":["
            + "{\"op\":\"default\",\"field\":\"quantity\",\"value\":1.0}]}";

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeServices services = new FakeServices(() -> home, new FakeStack(SampleData.resources())::tools);

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var answer = new Answer(new PrintWriter(out), new PrintWriter(err), new FaultTexts(new Texts(Locale.ENGLISH)));
        String[] args = new String[words.length + 2];
        args[0] = "dead-letters";
        args[1] = "recipes";
        System.arraycopy(words, 0, args, 2, words.length);
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(home.resolve("recipe.json"), text).toString();
    }

    @Test
    void aRecipeIsAddedListedShownAndRemoved() throws IOException {
        assertThat(run("list")).isZero();
        assertThat(out).hasToString("0 recipes\n");

        assertThat(run("add", file("\ufeff " + SHOP))).isZero();
        assertThat(out).hasToString("Kept Old shop, 1 step\n");
        assertThat(run("list")).isZero();
        assertThat(out).hasToString("Old shop, 1 step\n1 recipe\n");
        assertThat(run("show", "Old shop")).isZero();
        assertThat(out).hasToString(SHOP + "\n");
        assertThat(run("remove", "Old shop")).isZero();
        assertThat(run("list")).isZero();
        assertThat(out).hasToString("0 recipes\n");
        assertThat(services.asked).as("no target is reached").isEmpty();
    }

    @Test
    void everyAnswerCanBeOneJsonObjectWithNumbersAsWritten() {
        services.piped = SHOP;
        assertThat(run("add", "-", "--json")).isZero();
        String own = "{\"ok\":true," + SHOP.substring(1) + "\n";
        assertThat(out).hasToString(own);
        assertThat(run("show", "Old shop", "--json")).isZero();
        assertThat(out).hasToString(own);
        assertThat(run("list", "--json")).isZero();
        assertThat(out).hasToString("{\"ok\":true,\"recipes\":[" + SHOP + "]}\n");
        assertThat(run("remove", "Old shop", "--json")).isZero();
        assertThat(run("list", "--json")).isZero();
        assertThat(out).hasToString("{\"ok\":true,\"recipes\":[]}\n");
    }

    @Test
    void whatIsNotThereIsAFailure() {
        for (String act : new String[] {"show", "remove"}) {
            assertThat(run(act, "No\u202ene", "--json")).isEqualTo(1);
            assertThat(out.toString()).startsWith("{\"ok\":false,\"error\":\"'No\\\\u202Ene' is no recipe");
        }
    }

    @Test
    void anotherRecipeOfThatNameIsReplacedOnlyWhenAsked() {
        services.piped = SHOP;
        assertThat(run("add", "-")).isZero();
        assertThat(run("add", "-")).as("the same again").isZero();
        services.piped = SHOP.replace("1.0", "2");
        assertThat(run("add", "-")).isEqualTo(1);
        assertThat(err.toString()).contains("There is another recipe named 'Old shop'");
        assertThat(run("add", "-", "--replace")).isZero();
        assertThat(run("show", "Old shop")).isZero();
        assertThat(out).hasToString(services.piped + "\n");
    }

    @Test
    void whatIsWrongWithTheFileIsSaidWithItsPlace() throws IOException {
        String file = file(SHOP.replace(",\"steps", ",\n  \"steps").replace("default", "defaults"));
        assertThat(run("add", file)).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "orderflow: Line 2, column 18 of " + file + " (step 1) has \"defaults\" as \"op\", which is"
                                + " not known: use set, default, trim, move or convert.\n");
        Files.write(home.resolve("recipe.json"), "{\"v\":\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(run("add", file)).isEqualTo(1);
        assertThat(err.toString()).contains("Line 1, column 6 of " + file + " is not UTF-8");
        assertThat(run("add", home.resolve("none").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("is not there: check its name");
        assertThat(run("add", "-")).isEqualTo(1);
        assertThat(err.toString()).contains("What is piped in is empty");
        assertThat(run("list")).isZero();
        assertThat(out).hasToString("0 recipes\n");
    }

    @Test
    void anOptionOrNameTooManyIsRefused() {
        assertThat(run("show")).isEqualTo(2);
        assertThat(run("list", "x")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }
}
