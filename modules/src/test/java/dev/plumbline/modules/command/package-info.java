@NullMarked
package dev.plumbline.modules.command;

import org.jspecify.annotations.NullMarked;
