package io.orderflow.infra.local.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is sorted by its items' keys.
 *
 * @param next the token that leads to the following part; empty if this is the last
 */
public record Page<T>(List<T> items, Optional<String> next) {

    private static final String PREFIX = "after/";

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The first part, or the one a token leads to.
     *
     * @param token as the last page gave it; an empty one is none
     * @param size how many items it may have
     * @return empty if no page ever gave out the token
     */
    public static <T> Optional<Page<T>> of(List<T> all, Function<T, String> key, Optional<String> token, int size) {
        String text = token.filter(given -> !given.isEmpty()).map(Page::decoded).orElse(PREFIX);
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String after = text.substring(PREFIX.length());
        List<T> rest = all.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .toList();
        if (rest.size() <= size) {
            return Optional.of(new Page<>(rest, Optional.empty()));
        }
        String last = PREFIX + key.apply(rest.get(size - 1));
        return Optional.of(new Page<>(
                rest.subList(0, size),
                Optional.of(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(last.getBytes(StandardCharsets.UTF_8)))));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // none of ours
        }
    }
}
