package dev.plumbline.core.exchange;

/** As whom something is read or done on a host. */
public sealed interface Identity {

    /** The user that logged in. */
    record Login() implements Identity {
        @Override
        public String toString() {
            return "the login user";
        }
    }

    /** Another user, by the escalation that the inventory names. */
    record Become(String user) implements Identity {
        @Override
        public String toString() {
            return user;
        }
    }
}
