package org.multimodalneurons.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.github.caciocavallosilano.cacio.ctc.junit.CacioExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of the class open windows, on a screen inside the JVM. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({CacioExtension.class, Screen.class})
public @interface OnScreen {}
