package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.doctor.Finding;
import io.orderflow.infra.doctor.Severity;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import io.orderflow.text.StackTexts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow setup doctor}: what is legal but unwise, or broken. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Looks for what is legal but unwise, or broken: severity, what, why and the fix. Changes nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:fine; notes of severity info do not count",
            "1:error, also when something cannot be examined",
            "2:a finding of severity warning or error, or wrong options"
        })
final class SetupDoctorCommand extends StackCommand {
    SetupDoctorCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        List<Finding> findings = tools.doctor().examine();
        boolean examined = findings.stream().allMatch(Finding::examined);
        if (json()) {
            Map<String, Object> json = StackLines.json(examined, tools.setup().location());
            json.put("findings", findings.stream().map(SetupDoctorCommand::json).toList());
            answer().json(json);
        } else {
            findings.forEach(this::show);
            answer().line(count(findings, Severity.ERROR, "error") + ", " + count(findings, Severity.WARNING, "warning")
                    + ", " + count(findings, Severity.INFO, "note"));
        }
        if (!examined) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        return findings.stream().allMatch(each -> each.severity() == Severity.INFO)
                ? CommandLine.ExitCode.OK
                : SetupPlanCommand.PENDING;
    }

    private void show(Finding finding) {
        answer().line(String.format(
                Locale.ROOT,
                "%-7s  %s: %s",
                StackTexts.word(finding.severity()),
                StackTexts.name(finding.resource()),
                finding.what()));
        answer().line("         why: " + finding.why());
        answer().line("         fix: " + finding.fix());
    }

    private static String count(List<Finding> findings, Severity severity, String word) {
        long count =
                findings.stream().filter(each -> each.severity() == severity).count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = StackLines.json(finding.resource());
        json.put("severity", StackTexts.word(finding.severity()));
        json.put("check", finding.code().name());
        json.put("text", finding.text().name());
        json.put("parameters", finding.parameters());
        json.put("what", finding.what());
        json.put("why", finding.why());
        json.put("fix", finding.fix());
        return json;
    }
}
