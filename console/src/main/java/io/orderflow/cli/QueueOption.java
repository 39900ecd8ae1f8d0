package io.orderflow.cli;

import io.orderflow.operations.deadletter.LetterPlace;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which queue of dead letters. */
final class QueueOption {
    @Option(
            names = "--queue",
            paramLabel = "QUEUE",
            converter = PlaceConverter.class,
            description = "OrderDLQ (what could not be stored, the default) or OrderUndelivered (what could not be"
                    + " delivered).")
    LetterPlace place = LetterPlace.ORDER_DLQ;

    static final class PlaceConverter implements ITypeConverter<LetterPlace> {
        @Override
        public LetterPlace convert(String text) {
            for (LetterPlace place : LetterPlace.values()) {
                if (place.queue().equalsIgnoreCase(text)) {
                    return place;
                }
            }
            throw new TypeConversionException("expected OrderDLQ or OrderUndelivered but was '" + text + "'");
        }
    }
}
