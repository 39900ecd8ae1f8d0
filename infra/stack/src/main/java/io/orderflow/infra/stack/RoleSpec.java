package io.orderflow.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** The function's execution role with one inline policy. */
public record RoleSpec(String name, String arn, JsonNode trust, String policyName, JsonNode policy) {}
