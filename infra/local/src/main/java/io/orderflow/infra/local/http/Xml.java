package io.orderflow.infra.local.http;

import java.util.UUID;

/** Builds the query protocol's answers. Not thread-safe; one per answer. */
public final class Xml {

    private static final String CONTENT_TYPE = "text/xml";

    private final StringBuilder out = new StringBuilder(256);

    public Xml open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    public Xml close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    /** An element with text; characters that XML cannot hold are escaped or, where even that fails, replaced. */
    public Xml leaf(String name, String text) {
        open(name);
        text.codePoints().forEach(this::escaped);
        return close(name);
    }

    /** Everything that the other one holds. */
    public Xml append(Xml other) {
        out.append(other.out);
        return this;
    }

    private void escaped(int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '\r' -> out.append("&#13;");
            default -> out.appendCodePoint(legal(c) ? c : 0xFFFD);
        }
    }

    private static boolean legal(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }

    /** The answer to an operation, what was built so far as its result. */
    public AwsResponse answer(String operation, String namespace) {
        return AwsResponse.of(
                200,
                CONTENT_TYPE,
                "<" + operation + "Response xmlns=\"" + namespace + "\"><" + operation + "Result>" + out + "</"
                        + operation + "Result><ResponseMetadata><RequestId>" + UUID.randomUUID()
                        + "</RequestId></ResponseMetadata></" + operation + "Response>");
    }

    public static AwsResponse refuse(AwsError error, String namespace) {
        Xml xml = new Xml()
                .open("Error")
                .leaf("Type", error.sender() ? "Sender" : "Receiver")
                .leaf("Code", error.code())
                .leaf("Message", error.message())
                .close("Error")
                .leaf("RequestId", UUID.randomUUID().toString());
        return AwsResponse.of(
                error.status(),
                CONTENT_TYPE,
                "<ErrorResponse xmlns=\"" + namespace + "\">" + xml.out + "</ErrorResponse>");
    }
}
