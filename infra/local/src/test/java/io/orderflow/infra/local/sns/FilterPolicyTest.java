package io.orderflow.infra.local.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.sqs.SqsAttribute;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Filter policies, by AWS's own examples and words. */
final class FilterPolicyTest {

    private static final Map<String, SqsAttribute> ATTRIBUTES = Map.of(
            "store", new SqsAttribute("String", "example_corp"),
            "price", new SqsAttribute("Number", "210.75"),
            "sports", new SqsAttribute("String.Array", "[\"rugby\",\"baseball\",7,true,null]"),
            "mixed", new SqsAttribute("String.Array", "[\"a\",{\"b\":1}]"),
            "dotted.name", new SqsAttribute("String", "v"),
            "raw", new SqsAttribute("Binary", "AAAA"));

    private static final String BODY = "{\"store\":\"example_corp\",\"price\":100,\"gift\":true,\"note\":null,"
            + "\"customer\":{\"tier\":\"gold\"},\"items\":[{\"sku\":\"a-1\",\"count\":2},{\"sku\":\"b-2\",\"count\":9}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'store':['example_corp']} | true",
                "{'store':['other','example_corp']} | true",
                "{'store':['Example_Corp']} | false",
                "{'store':['example_corp'],'price':[5]} | false",
                "{'store':[{'anything-but':'other'}]} | true",
                "{'store':[{'anything-but':['other','example_corp']}]} | false",
                "{'store':[{'anything-but':{'prefix':'example'}}]} | false",
                "{'store':[{'anything-but':{'prefix':['x','example']}}]} | false",
                "{'store':[{'anything-but':{'wildcard':'*_corp'}}]} | false",
                "{'store':[{'anything-but':{'wildcard':['*.com','test-*']}}]} | true",
                "{'store':[{'wildcard':'ex*_*rp'}]} | true",
                "{'store':[{'wildcard':'*-corp'}]} | false",
                "{'store':[{'prefix':'exam'}]} | true",
                "{'store':[{'prefix':'corp'}]} | false",
                "{'store':[{'suffix':'corp'}]} | true",
                "{'store':[{'equals-ignore-case':'EXAMPLE_CORP'}]} | true",
                "{'price':[{'numeric':['=',210.750]}]} | true",
                "{'price':[210.75]} | true",
                "{'price':['210.75']} | false",
                "{'price':[{'numeric':['>',200,'<=',210.75]}]} | true",
                "{'price':[{'numeric':['>=',0,'<',210.75]}]} | false",
                "{'price':[{'anything-but':[100]}]} | true",
                "{'price':[{'anything-but':[100,210.75]}]} | false",
                "{'price':[{'anything-but':100},210.75]} | true",
                "{'price':[{'numeric':['<',210.75]}]} | false",
                "{'price':[{'numeric':['<=',210.75001]}]} | true",
                "{'store':[{'equals-ignore-case':'EXAMPLE'}]} | false",
                "{'absent':[{'exists':false}],'store':['example_corp']} | true",
                "{'absent':[{'exists':false},'x']} | true",
                "{'absent':[{'anything-but':'x'},{'exists':false}]} | true",
                "{'mixed':[{'exists':true}]} | false",
                "{'dotted.name':['v']} | true",
                "{'$or':[{'prefix':'a'},{'suffix':'b'}]} | false",
                "{'price':[{'prefix':'21'}]} | false",
                "{'sports':['rugby']} | true",
                "{'sports':[{'anything-but':['rugby','tennis']}]} | true",
                "{'sports':[7]} | true",
                "{'sports':[true]} | true",
                "{'sports':['true']} | false",
                "{'store':[{'exists':true}]} | true",
                "{'store':[{'exists':false}]} | false",
                "{'absent':[{'exists':false}]} | true",
                "{'absent':[{'exists':true}]} | false",
                "{'absent':[{'anything-but':'x'}]} | false",
                "{'raw':[{'exists':true}]} | false",
                "{'$or':[{'store':['other']},{'price':[{'numeric':['<',300]}]}]} | true",
                "{'$or':[{'store':['other']},{'price':[{'numeric':['>',300]}]}]} | false",
            })
    void attributesAreMatchedAsAwsDoes(String policy, boolean accepted) throws AwsError {
        assertThat(FilterPolicy.parse(policy.replace('\'', '"'), FilterPolicy.Scope.MESSAGE_ATTRIBUTES)
                        .accepts("text", ATTRIBUTES))
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'store':['example_corp']} | true",
                "{'customer':{'tier':['gold','silver']}} | true",
                "{'customer':{'tier':['bronze']}} | false",
                "{'customer':{'name':[{'exists':false}]}} | true",
                "{'nobody':{'name':[{'exists':true}]}} | false",
                "{'price':[{'numeric':['=',100.0]}]} | true",
                "{'gift':[true]} | true",
                "{'note':[null]} | true",
                "{'items':{'sku':[{'prefix':'b-'}]}} | true",
                "{'items':{'sku':['a-1'],'count':[9]}} | false",
                "{'items':{'sku':['b-2'],'count':[9]}} | true",
            })
    void theBodyIsMatchedWithItsNestedKeys(String policy, boolean accepted) throws AwsError {
        FilterPolicy filter = FilterPolicy.parse(policy.replace('\'', '"'), FilterPolicy.Scope.MESSAGE_BODY);
        assertThat(filter.accepts(BODY, Map.of())).isEqualTo(accepted);
        assertThat(filter.accepts("not JSON", ATTRIBUTES)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a.b':['v']} | {'a':{'b':'v'}} | true",
                "{'a.b':['w']} | {'a':{'b':'v'}} | false",
                "{'a.b':['v']} | {'a.b':'v'} | true",
                "{'a':{'b':['v']}} | {'a.b':'v'} | true",
                "{'a.b.c':['v']} | {'a':{'b.c':'v'}} | true",
                "{'a.b.c':['v']} | {'a.b':{'c':'v'}} | true",
                "{'a.b':['x'],'a.c':['y']} | {'a':[{'b':'x','c':'z'},{'b':'w','c':'y'}]} | false",
                "{'a.b':['x'],'a.c':['y']} | {'a':[{'b':'w','c':'z'},{'b':'x','c':'y'}]} | true",
                "{'a':[{'exists':true}]} | {'a':[]} | false",
                "{'a':[{'exists':false}]} | {'a':[]} | true",
                "{'a':{'b':['']}} | {'a':{'b':'','c':null},'d':[]} | true",
                "{'$or':{'a':['x']}} | {'$or':{'a':'x'}} | true",
                "{'$or':[{'a':['x']},{'b':['y']}],'c':{'d':['z']}} | {'b':'y','c':{'d':'z'}} | true",
                "{'$or':[{'a':['x']},{'b':['y']}],'c':{'d':['z']}} | {'b':'y'} | false",
                "{'a':{'b':['v']}} | {'a':[[{'b':'x'}],[{'b':'v'}]]} | true",
                "{'ip':[{'cidr':'10.0.0.0/24'}]} | {'ip':'10.0.0.255'} | true",
                "{'ip':[{'cidr':'10.0.0.0/24'}]} | {'ip':'10.0.1.0'} | false",
                "{'ip':[{'cidr':'2001:db8::/32'}]} | {'ip':'2001:db8::1'} | true",
                "{'ip':[{'cidr':'10.0.0.0/24'}]} | {'ip':'localhost'} | false",
                "{'n':[1.00000]} | {'n':1.000001} | true",
                "{'n':[1.00000]} | {'n':1.00001} | false",
                "{'n':[{'numeric':['>',0]}]} | {'n':1000000001} | false",
                "{'n':[{'numeric':['>',0]}]} | {'n':1e400} | false",
                "{'n':[{'exists':true}]} | {'n':1e400} | true",
                "{'n':[0]} | {'n':0.000001} | true",
                "{'n':[{'numeric':['<',0]}]} | {'n':-0.000001} | true",
            })
    void bodiesAreMatchedByPathsListsAddressesAndFiveDecimals(String policy, String body, boolean accepted)
            throws AwsError {
        FilterPolicy filter = FilterPolicy.parse(policy.replace('\'', '"'), FilterPolicy.Scope.MESSAGE_BODY);
        assertThat(filter.accepts(body.replace('\'', '"'), Map.of())).isEqualTo(accepted);
    }

    @Test
    void amongNoAttributesNothingIsWantedNotEvenAbsence() throws AwsError {
        FilterPolicy absence =
                FilterPolicy.parse("{\"store\":[{\"exists\":false}]}", FilterPolicy.Scope.MESSAGE_ATTRIBUTES);
        assertThat(absence.accepts("text", Map.of("other", new SqsAttribute("String", "v"))))
                .isTrue();
        assertThat(absence.accepts("text", Map.of())).isFalse();
    }
}
