-- Products are the mill's, sales the shop's, and pieces are left at the depot and at the shop.
select
    p.sku,
    p.name,
    c.name as category,
    s.sold,
    s.revenue,
    t.pieces as still_there
from
    product p
    join category c on c.code = p.category
    join (select sku, sum(pieces) as sold, sum(pieces * price) as revenue from sale group by sku) s on s.sku = p.sku
    join (select sku, sum(pieces) as pieces from stock group by sku) t on t.sku = p.sku
order by
    s.revenue desc,
    p.sku
