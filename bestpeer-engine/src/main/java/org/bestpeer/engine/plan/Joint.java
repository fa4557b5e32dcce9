package org.bestpeer.engine.plan;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.placement.JointHistogram;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.Field;

/**
 * Two columns of an operator's rows that depend on each other.
 *
 * @param first number of the histogram's first column
 * @param second number of its second one
 */
record Joint(int first, int second, JointHistogram histogram) {
    /** Those of a table's columns that a scan has. */
    static List<Joint> of(TableStatistics table, List<Field> fields) {
        List<String> names = fields.stream().map(Field::name).toList();
        List<Joint> joints = new ArrayList<>();
        for (JointHistogram histogram : table.joint()) {
            int first = names.indexOf(histogram.first());
            int second = names.indexOf(histogram.second());
            if (first >= 0 && second >= 0) {
                joints.add(new Joint(first, second, histogram));
            }
        }
        return joints;
    }
}
