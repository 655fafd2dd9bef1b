package dev.plumbline.api.module;

/** What a jar of modules carries, so that it can be told whether this program understands it. */
public final class ModuleApi {
    /** Raised by each change of this package and its neighbours after which modules must be compiled again. */
    public static final int VERSION = 1;

    /** The resource of a jar that names its {@link ModuleType}s, one a line. */
    public static final String INDEX = "META-INF/services/dev.plumbline.api.module.ModuleType";

    /** The resource that holds the {@link #VERSION} that its modules were compiled for. */
    public static final String MARK = "META-INF/plumbline/module-api";

    private ModuleApi() {}
}
