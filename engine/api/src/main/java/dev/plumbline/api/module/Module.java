package dev.plumbline.api.module;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as a module that playbooks can name. The record's Javadoc is its documentation: the first sentence its summary, each
 * {@code @param} that of a parameter. A parameter without one does not compile. Record components become parameters in snake case.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface Module {

    /** The name in playbooks: lower-case letters, digits and underscores. */
    String value();

    /** Tasks in YAML that show its use; each is run as a test. */
    String[] examples();
}
