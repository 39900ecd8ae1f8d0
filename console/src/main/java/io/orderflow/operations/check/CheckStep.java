package io.orderflow.operations.check;

/**
 * One step of a check, as it went.
 *
 * @param name stable, for scripts
 * @param done how many were seen
 * @param expected how many there should be
 * @param millis how long the step took
 * @param detail one line for people
 */
public record CheckStep(String name, long done, long expected, long millis, String detail) {
    public boolean ok() {
        return done == expected;
    }
}
