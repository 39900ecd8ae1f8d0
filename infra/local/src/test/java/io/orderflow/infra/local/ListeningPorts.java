package io.orderflow.infra.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sockets on which this process and its children listen, as Linux tells them. */
final class ListeningPorts {

    private static final String LISTENING = "0A";
    private static final int HEX = 16;

    private ListeningPorts() {}

    /** Where something listens; the address as the kernel writes it, e.g. {@code 0100007F} for 127.0.0.1. */
    record Listener(String address, int port) implements Comparable<Listener> {
        boolean loopback() {
            return address.equals("0100007F") // below: ::ffff:127.0.0.1 and ::1
                    || address.equals("0000000000000000FFFF00000100007F")
                    || address.equals("00000000000000000000000001000000");
        }

        @Override
        public int compareTo(Listener other) {
            return Integer.compare(port, other.port);
        }
    }

    static boolean known() {
        return Files.isReadable(Path.of("/proc/net/tcp"));
    }

    static Set<Listener> ofThisProcess() throws IOException {
        Set<String> sockets = new HashSet<>();
        ProcessHandle own = ProcessHandle.current();
        for (ProcessHandle process :
                Stream.concat(Stream.of(own), own.descendants()).toList()) {
            sockets.addAll(sockets(process.pid()));
        }
        Set<Listener> listeners = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.isReadable(Path.of(table))) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] fields = line.trim().split("\\s+", -1);
                    if (fields.length > 9 && fields[3].equals(LISTENING) && sockets.contains(fields[9])) {
                        String[] address = fields[1].split(":", -1);
                        listeners.add(new Listener(address[0], Integer.parseInt(address[1], HEX)));
                    }
                }
            }
        }
        return listeners;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path file : files) {
                try {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                } catch (NoSuchFileException e) {
                    // closed meanwhile
                }
            }
        } catch (NoSuchFileException e) {
            return inodes; // ended meanwhile
        }
        return inodes;
    }
}
