package io.orderflow.infra.policy;

import io.orderflow.infra.stack.Arns;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.store.OrdersTable;
import java.util.List;

/** Which resources of the stack an action is allowed on. */
enum Scope {
    QUEUES {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(
                    arns.queue(names.queue()), arns.queue(names.deadLetterQueue()), arns.queue(names.undelivered()));
        }
    },
    QUEUE {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.queue(names.queue()));
        }
    },
    DEAD_LETTERS {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.queue(names.deadLetterQueue()));
        }
    },
    /** The queues in which messages wait for somebody. */
    LETTERS {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.queue(names.deadLetterQueue()), arns.queue(names.undelivered()));
        }
    },
    TOPIC {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.topic(names.topic()));
        }
    },
    TABLE {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.table(names.table()));
        }
    },
    INDEXES {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            String indexes = arns.table(names.table()) + "/index/";
            return List.of(indexes + OrdersTable.RECENT_ORDERS, indexes + OrdersTable.ORDERS_BY_USER);
        }
    },
    ROLE {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.role(names.role()));
        }
    },
    /** With versions and aliases, which are named after a colon. */
    FUNCTION {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.function(names.function()), arns.function(names.function()) + ":*");
        }
    },
    /** AWS names mappings, so that a resource cannot tell them apart; for most actions a condition can. */
    MAPPINGS {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.mappings());
        }

        @Override
        boolean ofFunctionOnly() {
            return true;
        }
    },
    NEW_MAPPINGS {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of("*"); // it has no ARN yet
        }

        @Override
        boolean ofFunctionOnly() {
            return true;
        }
    },
    /** The actions on tags do not know the function. */
    MAPPING_TAGS {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.mappings());
        }
    },
    /** Some actions want the group's ARN with {@code :*}, some without. */
    LOG_GROUP {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of(arns.logGroup(names.logGroup()), arns.logGroup(names.logGroup()) + ":*");
        }
    },
    /** IAM knows no narrower resource for the action. */
    ANY {
        @Override
        List<String> arns(Arns arns, ResourceNames names) {
            return List.of("*");
        }
    };

    abstract List<String> arns(Arns arns, ResourceNames names);

    /** Whether the action is allowed only where it is about the stack's function. */
    boolean ofFunctionOnly() {
        return false;
    }
}
