package io.orderflow.operations.deadletter.redrive;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How rough a simulated history is. Chances are in percent of the requests, writes or seconds concerned.
 *
 * @param crashes kills of the process at most
 */
record Profile(
        int letters,
        int others,
        int crashes,
        int lostAfter,
        int lostBefore,
        int throttled,
        int partFailures,
        int foreignReceives,
        int moveTask,
        int retention,
        int diskFull,
        int diskBroken,
        int duplicates,
        int malformed,
        int failing,
        int lateLogs,
        boolean consumerPaused,
        boolean logsDenied,
        boolean held,
        boolean ramp,
        boolean cancelled,
        boolean release,
        Destination.Kind to,
        Act act) {

    /** One in five is a deletion or an import. */
    static Profile of(Random random) {
        Act act =
                switch (random.nextInt(10)) {
                    case 0 -> Act.DELETE;
                    case 1 -> Act.IMPORT;
                    default -> Act.REDRIVE;
                };
        return of(random, act);
    }

    static Profile of(Random random, Act act) {
        Destination.Kind to = random.nextInt(4) > 0
                ? Destination.Kind.ORDER_QUEUE
                : random.nextBoolean() ? Destination.Kind.QUEUE : Destination.Kind.TOPIC;
        return new Profile(
                1 + random.nextInt(random.nextInt(5) == 0 ? 60 : 14),
                random.nextInt(6),
                random.nextInt(4),
                often(random, 15),
                often(random, 10),
                often(random, 10),
                often(random, 10),
                often(random, 6),
                often(random, 4),
                often(random, 3),
                rarely(random, 5),
                rarely(random, 5),
                often(random, 20),
                often(random, 30),
                often(random, 20),
                often(random, 50),
                random.nextInt(6) == 0,
                random.nextInt(6) == 0,
                random.nextInt(3) > 0,
                random.nextInt(3) == 0,
                random.nextInt(6) == 0,
                random.nextInt(8) == 0,
                act == Act.DELETE ? Destination.Kind.BACKUP : to,
                act);
    }

    private static int often(Random random, int most) {
        return random.nextBoolean() ? 0 : 1 + random.nextInt(most);
    }

    private static int rarely(Random random, int most) {
        return random.nextInt(6) > 0 ? 0 : 1 + random.nextInt(most);
    }

    /** Each a little calmer than this one. */
    List<Profile> calmer() {
        List<Profile> calmer = new ArrayList<>();
        int[] all = {
            letters,
            others,
            crashes,
            lostAfter,
            lostBefore,
            throttled,
            partFailures,
            foreignReceives,
            moveTask,
            retention,
            diskFull,
            diskBroken,
            duplicates,
            malformed,
            failing,
            lateLogs
        };
        boolean[] flags = {consumerPaused, logsDenied, held, ramp, cancelled, release};
        for (int i = 0; i < all.length; i++) {
            for (int value : new int[] {i == 0 ? 1 : 0, all[i] / 2, all[i] - 1}) {
                if (value < all[i] && value >= (i == 0 ? 1 : 0)) {
                    int[] less = all.clone();
                    less[i] = value;
                    calmer.add(with(less, flags));
                }
            }
        }
        for (int i = 0; i < flags.length; i++) {
            if (flags[i] != (i == 2)) {
                boolean[] other = flags.clone();
                other[i] = !flags[i];
                calmer.add(with(all, other));
            }
        }
        return calmer;
    }

    private Profile with(int[] n, boolean[] f) {
        return new Profile(
                n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15],
                f[0], f[1], f[2], f[3], f[4], f[5], to, act);
    }

    /** The same world, from now on without faults. */
    Profile calm() {
        return new Profile(
                letters,
                others,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                duplicates,
                malformed,
                0,
                lateLogs,
                consumerPaused,
                logsDenied,
                held,
                ramp,
                false,
                release,
                to,
                act);
    }
}
