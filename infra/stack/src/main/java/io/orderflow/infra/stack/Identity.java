package io.orderflow.infra.stack;

/**
 * Who calls, and where.
 *
 * @param account twelve digits
 * @param arn of the caller
 * @param region the region of the clients
 */
public record Identity(String account, String arn, String region) {
    public Identity {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("account must be twelve digits, not '" + account + "'");
        }
        if (region.isBlank()) {
            throw new IllegalArgumentException("region must not be blank");
        }
    }

    /** {@code aws}, {@code aws-cn} or {@code aws-us-gov}: the second part of every ARN. */
    public String partition() {
        String[] parts = arn.split(":", 3);
        return parts.length == 3 && !parts[1].isEmpty() ? parts[1] : "aws";
    }
}
