package io.orderflow.infra.local.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.orderflow.infra.local.http.AwsError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ItemBytesTest {

    @Provide
    Arbitrary<Item> items() {
        return AnyValues.items();
    }

    @Property
    void everyItemComesBackFromTheStore(@ForAll("items") Item item) {
        assertThat(ItemBytes.read(ItemBytes.write(item))).isEqualTo(item);
    }

    @Property
    void everyItemComesBackFromJson(@ForAll("items") Item item) throws AwsError {
        assertThat(ItemReader.CURRENT.item(ItemJson.write(item))).isEqualTo(item);
    }

    @Test
    void longMembersComeBack() {
        Item item = new Item(Map.of(
                "n".repeat(300),
                new AttributeValue.Text("é".repeat(70_000)),
                "b",
                new AttributeValue.Binary(new byte[300])));
        assertThat(ItemBytes.read(ItemBytes.write(item))).isEqualTo(item);
    }

    @Test
    void theOrderOfASetsMembersDoesNotMatterThatOfAListDoes() {
        AttributeValue a = new AttributeValue.Text("a");
        AttributeValue b = new AttributeValue.Text("b");
        assertThat(new AttributeValue.Sequence(List.of(a, b))).isNotEqualTo(new AttributeValue.Sequence(List.of(b, a)));
        assertThat(new AttributeValue.ValueSet(AttributeType.SS, new LinkedHashSet<>(List.of(a, b))))
                .isEqualTo(new AttributeValue.ValueSet(AttributeType.SS, new LinkedHashSet<>(List.of(b, a))));
    }

    @Test
    void anItemInALaterFormIsNotRead() {
        assertThatIllegalStateException().isThrownBy(() -> ItemBytes.read(new byte[] {9, 0}));
    }
}
