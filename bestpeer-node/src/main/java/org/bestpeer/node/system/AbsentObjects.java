package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.INFORMATION_SCHEMA;

import java.util.List;
import org.bestpeer.engine.system.SystemTable;

/** Tables of {@code information_schema} about what a network has none of: programs ask for them all the same. */
final class AbsentObjects {
    private AbsentObjects() {}

    static List<SystemTable> tables() {
        return List.of(
                absent(
                        "check_constraints",
                        "a schema file has no CHECK",
                        "constraint_catalog constraint_schema constraint_name check_clause"),
                absent(
                        "views",
                        "there are no views",
                        "table_catalog table_schema table_name view_definition check_option is_updatable",
                        "is_insertable_into is_trigger_updatable is_trigger_deletable is_trigger_insertable_into"),
                absent(
                        "routines",
                        "functions are built in, none is made by users",
                        "specific_catalog specific_schema specific_name routine_catalog routine_schema routine_name",
                        "routine_type data_type routine_body routine_definition"),
                absent(
                        "parameters",
                        "of routines",
                        "specific_catalog specific_schema specific_name ordinal_position:int parameter_mode",
                        "parameter_name data_type"),
                absent(
                        "sequences",
                        "there are no sequences",
                        "sequence_catalog sequence_schema sequence_name data_type start_value minimum_value",
                        "maximum_value increment cycle_option"),
                absent(
                        "triggers",
                        "there are no triggers",
                        "trigger_catalog trigger_schema trigger_name event_manipulation event_object_catalog",
                        "event_object_schema event_object_table action_statement action_timing"));
    }

    private static SystemTable absent(String name, String comment, String... columns) {
        return Shape.of(INFORMATION_SCHEMA, name, comment, columns).empty();
    }
}
