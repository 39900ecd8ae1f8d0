package io.orderflow.operations.deadletter.redrive;

/** What a receipt has cost so far, by all the processes that worked on it. */
record Spent(long requests, double dollars) {
    static final Spent NOTHING = new Spent(0, 0);

    /** As a line of the journal has it. */
    String note() {
        return requests + " " + dollars;
    }

    /** With what a later line tells; nothing new where it tells none. */
    Spent and(String note) {
        int space = note.indexOf(' ');
        if (space < 0) {
            return this;
        }
        try {
            return new Spent(
                    Math.max(requests, Long.parseLong(note.substring(0, space))),
                    Math.max(dollars, Double.parseDouble(note.substring(space + 1))));
        } catch (NumberFormatException ofALaterVersion) {
            return this;
        }
    }
}
