package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads projection expressions: paths with commas between them. */
public final class ProjectionParser {

    private ProjectionParser() {}

    public static List<DocumentPath> parse(String text, Placeholders placeholders) throws AwsError {
        OperandParser in = OperandParser.of("ProjectionExpression", text, placeholders, Set.of());
        List<DocumentPath> paths = new ArrayList<>();
        do {
            DocumentPath path = in.path();
            OperandParser.checkApart(path, paths, in.faults());
            paths.add(path);
        } while (in.tokens().takeIf(","));
        in.end();
        return paths;
    }
}
