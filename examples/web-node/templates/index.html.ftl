<!DOCTYPE html>
<title>${inventory_hostname}</title>
<p>This is ${inventory_hostname}, with a cache of ${cache_memory} beside it.</p>
