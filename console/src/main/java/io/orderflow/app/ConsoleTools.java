package io.orderflow.app;

import io.orderflow.console.task.TaskRunner;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.ZoneId;

/** What every tab is built with. */
public record ConsoleTools(
        TaskRunner runner, Texts texts, Formats formats, FaultTexts faults, Clock clock, ZoneId zone) {}
