package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.redrive.Budget;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.text.Formats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How letters are sent again. */
final class RedriveOptions {
    private static final int MOST_PERCENT = 100;

    @Option(
            names = "--to",
            paramLabel = "WHERE",
            description =
                    "OrderQueue (the default), the name of another queue, or topic: then every subscriber hears them.")
    String to = "OrderQueue";

    @Option(
            names = "--recipe",
            paramLabel = "NAME|FILE|JSON",
            description = "Repair each by a recipe that is kept, in a file, or given as it is; what it does not fit is"
                    + " left out.")
    @Nullable
    String recipe;

    @Option(
            names = "--include",
            split = ",",
            paramLabel = "REASON",
            description = "Put back what is left out: failing, stored, foreign, looped.")
    List<String> include = new ArrayList<>();

    @Option(names = "--rate", paramLabel = "N", description = "Letters a second at most. As fast as it goes.")
    @Nullable
    Integer rate;

    @Option(
            names = "--ramp",
            paramLabel = "N,N,N",
            description =
                    "How many are sent before the next stage waits for their ends; then the rest. Default: 1,5,25."
                            + " 'none' sends all at once.")
    @Nullable
    String ramp;

    @Option(
            names = "--stop-at",
            paramLabel = "PERCENT",
            description =
                    "Stop when more than that died again in a stage. Default: " + RedriveOrder.STOP_AT_PERCENT + ".")
    @Nullable
    Integer stopAt;

    @Option(
            names = "--follow",
            paramLabel = "SECONDS",
            description = "How long a stage's last letter is followed at most; 0 tells no ends. Until it would be dead"
                    + " again, and a minute; towards another queue 0.")
    @Nullable
    Integer follow;

    @Mixin
    TakeOverOption takeOver = new TakeOverOption();

    @Option(names = "--most-requests", paramLabel = "N", description = "Stop before there are more requests than that.")
    long mostRequests = Long.MAX_VALUE;

    @Option(names = "--most-dollars", paramLabel = "D", description = "Stop before it costs more than that.")
    double mostDollars = Double.POSITIVE_INFINITY;

    void check(TargetCommand command) {
        if (rate != null && rate < 1) {
            throw command.wrong("--rate must be 1 or more");
        }
        if (follow != null && follow < 0) {
            throw command.wrong("--follow must not be negative");
        }
        if (stopAt != null && (stopAt < 0 || stopAt > MOST_PERCENT)) {
            throw command.wrong("--stop-at must be 0 to 100");
        }
        if (mostRequests < 1 || !(mostDollars > 0)) {
            throw command.wrong("--most-requests and --most-dollars must be more than 0");
        }
        for (String word : include) {
            if (reason(word) == null) {
                throw command.wrong("--include takes failing, stored, foreign and looped, not '" + word + "'");
            }
        }
        try {
            List<Integer> unused = stages();
        } catch (NumberFormatException e) {
            throw command.wrong("--ramp takes numbers from 1 with commas between, as 1,5,25, or none");
        }
        checkEnds(true, command);
    }

    /**
     * Refuses stages where nothing tells how one went.
     *
     * @param byDefault whether ends are waited for where --follow says nothing
     */
    void checkEnds(boolean byDefault, TargetCommand command) {
        if (stopAt != null && stages().isEmpty()) {
            throw command.wrong("--stop-at looks at the ends of a stage: leave out --ramp none");
        }
        boolean followed = follow == null ? byDefault : follow > 0;
        boolean staged = stopAt != null || (ramp != null && !stages().isEmpty());
        if (staged && !followed) {
            throw command.wrong((stopAt != null ? "--stop-at looks at" : "--ramp waits for")
                    + " the ends of a stage, and none are told: "
                    + (follow == null ? "give --follow too" : "leave out --follow 0"));
        }
    }

    private static @Nullable LeftOut reason(String word) {
        for (LeftOut why : LeftOut.values()) {
            if (why != LeftOut.DOES_NOT_FIT
                    && why.name().toLowerCase(Locale.ROOT).equals(word.strip())) {
                return why;
            }
        }
        return null;
    }

    Set<LeftOut> putBack() {
        Set<LeftOut> all = EnumSet.noneOf(LeftOut.class);
        for (String word : include) {
            LeftOut why = reason(word);
            if (why != null) {
                all.add(why);
            }
        }
        return all;
    }

    /** One that is kept comes before a file of its name; what begins as JSON is one itself. */
    @Nullable
    Recipe recipe(ConsoleServices services) throws PortException {
        String named = recipe;
        if (named == null) {
            return null;
        }
        Optional<Recipe> kept = Recipe.isName(named) ? services.recipes().named(named) : Optional.empty();
        if (kept.isPresent()) {
            return kept.get();
        }
        return named.strip().startsWith("{") ? RecipesAction.inline(named) : RecipesAction.given(named, services);
    }

    private List<Integer> stages() {
        if (ramp == null) {
            return RedriveOrder.RAMP;
        }
        List<Integer> stages = new ArrayList<>();
        if (!ramp.strip().equalsIgnoreCase("none")) {
            for (String stage : ramp.split(",", -1)) {
                int number = Integer.parseInt(stage.strip());
                if (number < 1) {
                    throw new NumberFormatException();
                }
                stages.add(number);
            }
        }
        return stages;
    }

    RedriveOrder applied(RedriveOrder defaults, @Nullable Recipe made, long late) {
        RedriveOrder order = defaults.withRamp(stages(), stopAt == null ? RedriveOrder.STOP_AT_PERCENT : stopAt)
                .withBudget(new Budget(mostRequests, mostDollars));
        if (rate != null) {
            order = order.withRate(rate);
        }
        if (follow != null) {
            order = order.withFollow(Duration.ofSeconds(follow));
        }
        return order.with(made == null ? null : made.json(), late).by(order.commandLine(), takeOver.wanted);
    }

    /** What it will cost about, and how long ends are waited for. */
    static String costs(int letters, RedriveOrder order) {
        Budget about = order.estimate(letters);
        String costs = String.format(
                Locale.ROOT, "About %,d requests, %s; ", about.requests(), Formats.dollars(about.dollars()));
        long follow = order.pace().follow().toSeconds();
        return costs
                + (follow == 0
                        ? "nothing is followed"
                                + (order.to().followed()
                                        ? ""
                                        : ": nothing there tells ends unless --follow waits for them")
                        : String.format(Locale.ROOT, "each letter is followed for at most %,d s", follow));
    }
}
