package io.orderflow.app;

import io.orderflow.console.task.TaskRunner;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * What every tab is built with.
 *
 * @param runner of the window, for what belongs to no target
 * @param unexpected hears what nobody expected
 */
public record ConsoleTools(
        TaskRunner runner,
        Consumer<Throwable> unexpected,
        Texts texts,
        Formats formats,
        FaultTexts faults,
        Clock clock,
        ZoneId zone) {}
