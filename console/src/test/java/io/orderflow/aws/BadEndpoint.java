package io.orderflow.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands before an endpoint and does to requests what networks and servers do: most pass, some are slow, some are answered
 * with 503 or not at all, and some are done while nobody hears of it. A process comes here instead of to the endpoint by
 * another {@link #hosts file of hosts}: requests are signed for an address and a port, which stay as they are.
 */
final class BadEndpoint implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 1_500;

    /** What becomes of a request. */
    enum Fate {
        PASSES,
        IS_SLOW,
        IS_REFUSED,
        IS_LOST,
        IS_DONE_UNHEARD
    }

    private final ServerSocket door;
    private final URI behind;
    private final Random random;
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();
    private final List<Fate> deck = new ArrayList<>();
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);

    BadEndpoint(URI behind, long seed) throws IOException {
        this.behind = behind;
        this.random = new Random(seed);
        this.door = door(behind.getPort());
        daemon(this::accept);
    }

    /** On the same port, at another loopback address: not every system has the first of them. */
    private static ServerSocket door(int port) throws IOException {
        try {
            return new ServerSocket(port, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
        } catch (BindException none) {
            return new ServerSocket(
                    port, 50, InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        }
    }

    /** As the endpoint is called. */
    URI url() {
        return URI.create("http://localhost:" + behind.getPort());
    }

    /** For {@code jdk.net.hosts.file}. */
    String hosts() {
        return door.getInetAddress().getHostAddress() + " localhost\n";
    }

    /** How many requests came to each end. */
    synchronized Map<Fate, Integer> fates() {
        return new EnumMap<>(fates);
    }

    /** Of each hundred some have each fate, so that none is missing by chance. */
    private synchronized Fate fate() {
        if (deck.isEmpty()) {
            deck.addAll(Collections.nCopies(88, Fate.PASSES));
            deck.addAll(Collections.nCopies(5, Fate.IS_SLOW));
            deck.addAll(Collections.nCopies(2, Fate.IS_REFUSED));
            deck.addAll(Collections.nCopies(2, Fate.IS_LOST));
            deck.addAll(Collections.nCopies(3, Fate.IS_DONE_UNHEARD));
            Collections.shuffle(deck, random);
        }
        Fate fate = deck.remove(deck.size() - 1);
        fates.merge(fate, 1, Integer::sum);
        return fate;
    }

    private synchronized int wait(int most) {
        return random.nextInt(most);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                open.add(client);
                daemon(() -> relay(client));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket server = new Socket(behind.getHost(), behind.getPort())) {
            open.add(server);
            Exchange exchange = new Exchange();
            daemon(() -> answers(client, server, exchange));
            byte[] bytes = new byte[65_536];
            InputStream requests = client.getInputStream();
            for (int count = requests.read(bytes); count >= 0; count = requests.read(bytes)) {
                if (exchange.begins()) {
                    Fate fate = fate();
                    exchange.fate = fate;
                    switch (fate) {
                        case IS_SLOW -> Thread.sleep(wait(LONGEST_WAIT_MILLIS));
                        case IS_REFUSED -> {
                            client.getOutputStream()
                                    .write(
                                            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                                    .getBytes(StandardCharsets.US_ASCII));
                            return;
                        }
                        case IS_LOST -> {
                            return;
                        }
                        case PASSES, IS_DONE_UNHEARD -> {}
                    }
                }
                server.getOutputStream().write(bytes, 0, count);
            }
        } catch (IOException closed) {
            // one of them went
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answers(Socket client, Socket server, Exchange exchange) {
        byte[] bytes = new byte[65_536];
        try (client;
                server) {
            InputStream in = server.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (exchange.fate == Fate.IS_DONE_UNHEARD) {
                    return;
                }
                exchange.ends();
                out.write(bytes, 0, count);
            }
        } catch (IOException closed) {
            // one of them went
        }
    }

    /** One after the other on a connection. */
    private static final class Exchange {
        private volatile Fate fate = Fate.PASSES;
        private boolean answered = true;

        synchronized boolean begins() {
            boolean begins = answered;
            answered = false;
            return begins;
        }

        synchronized void ends() {
            answered = true;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "bad-endpoint");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
