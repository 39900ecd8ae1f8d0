package io.orderflow.infra.stack;

/**
 * The alias that leads to a published version of the function, which must be as the function itself should be.
 *
 * @param alias its name, e.g. {@code live}
 */
public record AliasSpec(String alias, String arn, FunctionSpec function) {

    /** As people and Lambda's API name it, e.g. {@code OrderConsumer:live}. */
    public String name() {
        return function.name() + ":" + alias;
    }
}
