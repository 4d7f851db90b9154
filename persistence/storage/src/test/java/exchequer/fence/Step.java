package exchequer.fence;

import java.util.function.Supplier;

/**
 * Something that may happen next.
 *
 * @param owner whose step it is, from 0
 * @param words what happens, as the rest of a sentence about that owner
 * @param after everything there is afterwards
 */
record Step(int owner, Supplier<String> words, State after) {}
