package io.orderflow.console.deadletter;

/** What the tab works with: what is seen, and a model for each kind of act. */
public record DeadLetterModels(
        DeadLettersViewModel letters,
        RedriveViewModel redrives,
        MoveViewModel moves,
        LetterFilesViewModel files,
        ReceiptsViewModel receipts,
        ImportViewModel imports,
        KeptViewModel kept,
        UndeliveredViewModel undelivered,
        LetterRepairs repairs) {}
