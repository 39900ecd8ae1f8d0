package io.orderflow.infra.local.sns;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A block of IP addresses, e.g. {@code 10.0.0.0/24}. Immutable; never asks a name server. */
record Cidr(BigInteger network, int prefix, int bits) {

    static Optional<Cidr> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(parts[1]);
        return address(parts[0])
                .map(bytes -> new Cidr(new BigInteger(1, bytes), prefix, bytes.length * Byte.SIZE))
                .filter(block -> prefix <= block.bits);
    }

    boolean holds(String address) {
        return address(address)
                .filter(bytes -> bytes.length * Byte.SIZE == bits)
                .map(bytes -> new BigInteger(1, bytes)
                                .xor(network)
                                .shiftRight(bits - prefix)
                                .signum()
                        == 0)
                .orElse(false);
    }

    private static Optional<byte[]> address(String text) {
        boolean four = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!four && !text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return Optional.empty(); // a name, which would be looked up
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
