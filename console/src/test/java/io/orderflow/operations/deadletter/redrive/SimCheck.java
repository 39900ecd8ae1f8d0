package io.orderflow.operations.deadletter.redrive;

import java.util.List;

/** What has to hold at the end of a history, between the receipt and the world. */
record SimCheck(SimWorld world, List<FrozenLetter> set, RedriveOrder order, Book book, Profile profile) {

    String wrong(boolean budgetBroken) {
        if (budgetBroken) {
            return "the budget was not kept";
        }
        for (int i = 0; i < set.size(); i++) {
            String wrong = wrong(set.get(i), book.letters().get(i).report());
            if (wrong != null) {
                return "letter " + i + " " + set.get(i).messageId() + ": " + wrong + "; "
                        + book.letters().get(i).phase + " "
                        + book.letters().get(i).report();
            }
        }
        for (String deleted : world.deletedByUs) {
            if (set.stream().noneMatch(letter -> letter.messageId().equals(deleted))) {
                return "a message that is not of the set was deleted: " + deleted;
            }
        }
        for (String body : world.sends.keySet()) {
            if (set.stream().noneMatch(letter -> letter.body().equals(body))) {
                return "a body that is not of the set was sent: " + body;
            }
        }
        for (var stored : world.stored.entrySet()) {
            if (stored.getValue().size() > 1) {
                return "an event took effect twice: " + stored.getKey();
            }
        }
        return null;
    }

    private boolean done(FrozenLetter letter) {
        if (letter.eventHash() == null) {
            return false;
        }
        int version = Integer.parseInt(letter.body().substring(letter.body().lastIndexOf('|') + 1));
        return world.version(letter.orderId()) >= version;
    }

    private String wrong(FrozenLetter letter, LetterReport report) {
        int sends = world.sends.getOrDefault(letter.body(), 0);
        boolean here = world.dead.containsKey(letter.messageId());
        boolean inFile = order.act() != Act.REDRIVE; // the backup, or what is imported
        boolean copy = inFile
                || here
                || world.queue.values().stream().anyMatch(m -> m.body.equals(letter.body()))
                || world.dead.values().stream().anyMatch(m -> m.body.equals(letter.body()))
                || world.elsewhere.values().stream().anyMatch(m -> m.body.equals(letter.body()));
        boolean taken = world.takenByOthers.contains(letter.body());
        if (!copy && !done(letter) && !taken) {
            return "it is lost";
        }
        if (sends > 0 && order.act() == Act.DELETE) {
            return "it was sent by a deletion";
        }
        if (sends > 1 && !report.maybeTwice()) {
            return "it was sent " + sends + " times, and the receipt does not say so";
        }
        if (sends > 1 && !order.to().repeatable()) {
            return "it was sent twice to where that does harm";
        }
        if (report.sent() && sends == 0 && !done(letter)) {
            return "the receipt says that it was sent";
        }
        boolean maybe = book.byMessageId(letter.messageId()).phase == Phase.MAYBE;
        if (!report.sent() && sends > 0 && !maybe && !report.maybeTwice()) {
            return "the receipt does not say that it was sent";
        }
        if (report.deleted() && here && !world.unheard.contains(letter.messageId())) {
            return "the receipt says that it was deleted";
        }
        if (order.act() != Act.IMPORT
                && !here
                && !report.deleted()
                && !taken
                && !world.deletedByUs.contains(letter.messageId())) {
            return "it vanished";
        }
        return report.end() == null ? null : wrongEnd(letter, report);
    }

    private String wrongEnd(FrozenLetter letter, LetterReport report) {
        boolean topic = order.to().kind() == Destination.Kind.TOPIC; // where the event alone tells
        List<String> outcomes =
                world.outcomes.getOrDefault(topic ? "of " + letter.eventHash() : report.newMessageId(), List.of());
        boolean claims = report.end().done() || report.end() == End.DIED_AGAIN;
        if (claims && report.evidence() == null) {
            return "an end without evidence";
        }
        if (report.end().done() && profile.consumerPaused()) {
            return "done although the consumer is paused";
        }
        if (report.evidence() == Evidence.LINE) {
            String expected =
                    report.end() == End.DIED_AGAIN ? "MALFORMED" : report.end().name();
            return outcomes.contains(expected) ? null : "the function did not say that, but " + outcomes;
        }
        if (report.evidence() == Evidence.ROW) {
            return world.stored.containsKey(letter.eventHash()) ? null : "the row was there before";
        }
        if (report.evidence() == Evidence.DLQ) {
            return world.dead.containsKey(report.newMessageId()) || world.takenByOthers.contains(letter.body())
                    ? null
                    : "it does not lie there";
        }
        return null;
    }
}
