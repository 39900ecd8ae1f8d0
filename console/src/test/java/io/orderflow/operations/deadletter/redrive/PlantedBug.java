package io.orderflow.operations.deadletter.redrive;

/** Known classes of bugs, each planted once between the engine and its world: the simulator has to find it. */
enum PlantedBug {
    NONE,
    /** A letter is sent although its INTENT is not on disk. */
    SEND_BEFORE_INTENT,
    /** A letter is deleted although its SENT is not on disk. */
    DELETE_BEFORE_SENT,
    /** After a crash it is not looked whether a letter was sent. */
    RESEND_WITHOUT_LOOKING,
    /** What is torn is not cut off. */
    TORN_TAIL_KEPT,
    /** After a failed write it is written on. */
    WRITES_ON_AFTER_FAILURE,
    /** A lost answer is taken for a good one. */
    LOST_IS_SENT,
    /** A lost answer is taken for a refusal. */
    LOST_IS_NOT_SENT,
    /** Handles of other letters get mixed up. */
    FOREIGN_HANDLE,
    /** A handle's time is not heeded. */
    STALE_HANDLE,
    /** Of a batch's answer only the whole is looked at: entries that were not deleted. */
    FAILED_DELETES_IGNORED,
    /** Likewise: entries that were not sent. */
    FAILED_SENDS_IGNORED,
    /** A row that was there before counts as proof. */
    OLD_ROW_PROVES,
    /** Any line of the event proves, not just one of a new message. */
    OLD_LINE_PROVES,
    /** Letters are mixed up on their way. */
    WRONG_BODY
}
