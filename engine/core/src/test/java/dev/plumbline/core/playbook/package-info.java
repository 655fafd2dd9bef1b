@NullMarked
package dev.plumbline.core.playbook;

import org.jspecify.annotations.NullMarked;
