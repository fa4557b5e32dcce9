package org.bestpeer.engine.exec.scalar;

import org.bestpeer.engine.exec.Primitives;
import org.bestpeer.engine.exec.TextVector;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;

/** LIKE with a constant pattern. */
record Like(Evaluator text, LikePattern pattern) implements Evaluator {
    @Override
    public Vector evaluate(RowSet rows) {
        Vector texts = text.evaluate(rows);
        boolean[] matches = new boolean[texts.size()];
        if (texts instanceof TextVector packed && pattern.parts().isPresent()) {
            LikeParts parts = pattern.parts().get();
            byte[] bytes = packed.bytes();
            for (int row = 0; row < matches.length; row++) {
                matches[row] = parts.matches(bytes, packed.start(row), packed.end(row));
            }
        } else {
            for (int row = 0; row < matches.length; row++) {
                matches[row] = texts.get(row) instanceof String present && pattern.matches(present);
            }
        }
        return Vectors.booleans(matches, Primitives.nulls(texts));
    }
}
