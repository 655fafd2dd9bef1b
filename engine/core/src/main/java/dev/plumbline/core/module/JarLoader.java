package dev.plumbline.core.module;

import dev.plumbline.api.module.ModuleType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one jar, from the bytes whose hash was checked. They see the JDK, what modules may see of this program, and each other.
 */
final class JarLoader extends ClassLoader {
    private static final String API = "dev.plumbline.api.";

    private final Map<String, byte[]> entries;

    JarLoader(String name, Map<String, byte[]> entries) {
        super(name, getPlatformClassLoader());
        this.entries = Map.copyOf(entries);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return name.startsWith(API)
                ? Class.forName(name, false, ModuleType.class.getClassLoader())
                : super.loadClass(name, resolve);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = entries.get(name.replace('.', '/') + ".class");
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] content = entries.get(name);
        return content == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(content);
    }
}
