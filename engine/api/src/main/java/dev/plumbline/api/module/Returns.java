package dev.plumbline.api.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A field that a module's result has, for {@code register}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Repeatable(Returns.All.class)
public @interface Returns {
    String name();

    /** What it holds, with type and unit. */
    String about();

    /** Collects several. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.SOURCE)
    @interface All {
        Returns[] value();
    }
}
