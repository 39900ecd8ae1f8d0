package io.orderflow.infra.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/** Where the SDK finds the machine's profile files: a setting of the whole process. */
final class ProfileFiles {
    private static final String NONE = "/no-aws-settings/none";

    private static final List<SystemSetting> FILES =
            List.of(ProfileFileSystemSetting.AWS_CONFIG_FILE, ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE);

    private ProfileFiles() {}

    /** Does something that finds no profile files; what is there before is there again afterwards. */
    static synchronized <T> T outOfSight(Supplier<T> action) {
        List<String> before = new ArrayList<>();
        for (SystemSetting file : FILES) {
            before.add(System.getProperty(file.property(), ""));
            System.setProperty(file.property(), NONE);
        }
        try {
            return action.get();
        } finally {
            for (int i = 0; i < FILES.size(); i++) {
                restore(FILES.get(i).property(), before.get(i));
            }
        }
    }

    private static void restore(String property, String value) {
        if (value.isEmpty()) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }
}
