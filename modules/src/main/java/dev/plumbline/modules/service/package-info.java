/** Modules that keep services. */
@NullMarked
package dev.plumbline.modules.service;

import org.jspecify.annotations.NullMarked;
