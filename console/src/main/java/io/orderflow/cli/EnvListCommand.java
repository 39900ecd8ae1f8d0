package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow env list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the environments; connects to none.")
final class EnvListCommand extends EnvAction {
    EnvListCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        List<Environment> all = file().read().all();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", true);
            object.put("environments", all.stream().map(EnvAction::object).toList());
            answer().json(object);
            return CommandLine.ExitCode.OK;
        }
        int width = all.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        all.forEach(each -> answer().line(
                        each.name() + " ".repeat(width - each.name().length()) + "  " + line(each) + ", "
                                + each.colour().word()));
        answer().line(all.size() == 1 ? "1 environment" : all.size() + " environments");
        return CommandLine.ExitCode.OK;
    }
}
