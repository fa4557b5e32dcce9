select
    cast(sum(l_extendedprice) as decimal(38, 10)) / cast(7.0 as decimal(38, 10)) as avg_yearly
from
    lineitem,
    part
where
    p_partkey = l_partkey
    and p_brand = 'Brand#23'
    and p_container = 'MED BOX'
    and l_quantity < (
        select
            0.2 * avg(cast(l_quantity as decimal(38, 10)))
        from
            lineitem
        where
            l_partkey = p_partkey
    )
