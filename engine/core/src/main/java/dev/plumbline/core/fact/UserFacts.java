package dev.plumbline.core.fact;

import dev.plumbline.api.value.Data;
import java.util.Optional;

/** The users that the host knows, by name, as passwd(5) has them. */
final class UserFacts {
    private static final int FIELDS = 7;

    private UserFacts() {}

    static Optional<Data.Mapping> of(HostText text) {
        if (text.lines("passwd").isEmpty()) {
            return Optional.empty();
        }
        Data.Builder users = Data.mapping();
        for (String line : text.lines("passwd")) {
            String[] fields = line.split(":", -1);
            if (fields.length == FIELDS && isNumber(fields[2]) && isNumber(fields[3])) {
                users.put(
                        fields[0],
                        Data.mapping()
                                .put("uid", Long.parseLong(fields[2]))
                                .put("gid", Long.parseLong(fields[3]))
                                .put("gecos", fields[4])
                                .put("home", fields[5])
                                .put("shell", fields[6])
                                .build());
            }
        }
        return Optional.of(Data.mapping().put("users", users.build()).build());
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,10}");
    }
}
