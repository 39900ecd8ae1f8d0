package io.orderflow.infra.local.iam;

import io.orderflow.infra.local.http.AbsentOperations;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;

/** STS: who the caller is. Everyone who gets this far holds the installation's key. */
public final class StsService implements AwsService {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        String action = QueryParams.of(request).action();
        if (!action.equals("GetCallerIdentity")) {
            throw AbsentOperations.invalidAction("sts", action);
        }
        return new Xml()
                .leaf("Arn", "arn:aws:iam::000000000000:user/orderflow")
                .leaf("UserId", "AIDAORDERFLOW")
                .leaf("Account", "000000000000")
                .answer(action, NAMESPACE);
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        return Xml.refuse(error, NAMESPACE);
    }
}
