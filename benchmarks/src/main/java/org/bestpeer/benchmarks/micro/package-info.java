/** The engine's inner loops by themselves, timed by JMH. Classes and methods are public because JMH demands it. */
@NullMarked
package org.bestpeer.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
