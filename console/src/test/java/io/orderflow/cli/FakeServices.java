package io.orderflow.cli;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.PortException;
import io.orderflow.operations.check.CheckTarget;
import io.orderflow.operations.deadletter.DeadLetters;
import io.orderflow.operations.deadletter.FakeDeadLetters;
import io.orderflow.operations.orders.FakeRecentOrders;
import io.orderflow.operations.orders.RecentOrders;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackTools;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A connection to a stack of fakes, with replies that were typed beforehand. */
final class FakeServices implements ConsoleServices, ConsoleServices.Connection {
    private final Supplier<Path> home;
    private final Supplier<StackTools> stack;
    final Deque<String> replies = new ArrayDeque<>();

    @Nullable
    PortException accountFault;

    @Nullable
    StackOptions stackOptions;

    Protection protection = Protection.NONE;
    final List<TargetOptions> asked = new ArrayList<>();
    final List<String> questions = new ArrayList<>();
    final FakeRecentOrders orders = new FakeRecentOrders(clock());
    final FakeDeadLetters deadLetters = new FakeDeadLetters();
    int remembered;

    FakeServices(Supplier<Path> home, Supplier<StackTools> stack) {
        this.home = home;
        this.stack = stack;
    }

    @Override
    public final Clock clock() {
        return new MutableClock(SampleData.NOW);
    }

    @Override
    public ZoneId zone() {
        return ZoneId.of("Europe/Berlin");
    }

    @Override
    public RecentOrders recentOrders(UnaryOperator<StackOptionsBuilder> wishes) {
        stackOptions = wishes.apply(StackOptions.builder()).build();
        return orders;
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public Path home() {
        return home.get();
    }

    @Override
    public EnvironmentsFile environments() {
        return new EnvironmentsFile(home());
    }

    @Override
    public Protection protection() {
        return protection;
    }

    @Override
    public Prompt prompt() {
        return question -> {
            questions.add(question);
            return replies.poll();
        };
    }

    @Override
    public int window(TargetOptions options, UnaryOperator<StackOptionsBuilder> wishes, List<String> wishArguments) {
        throw new AssertionError("no window");
    }

    @Override
    public Connection connect(TargetOptions options, Consumer<String> progress) {
        asked.add(options);
        return this;
    }

    @Override
    public Where where() {
        return new Where("000000000000", "us-east-1", "http://127.0.0.1:40213");
    }

    @Override
    public StackTools stack(UnaryOperator<StackOptionsBuilder> wishes) {
        stackOptions = wishes.apply(StackOptions.builder()).build();
        return stack.get();
    }

    @Override
    public void checkAccount() throws PortException {
        if (accountFault != null) {
            throw accountFault;
        }
    }

    @Override
    public void rememberAccount() {
        remembered++;
    }

    @Override
    public Access access() {
        throw new AssertionError("no key is needed");
    }

    @Override
    public void awaitEnd() {}

    @Override
    public boolean owner() {
        return true;
    }

    @Override
    public CheckTarget check() {
        throw new AssertionError("no check");
    }

    @Override
    public void close() {}
}
