<#-- The whole redis.conf of a master or replica, for playbooks/redis-from-template.yml. -->
# Kept by plumb from redis.conf.ftl: changes made here by hand are taken back.
bind ${bind?join(" ")}
protected-mode no
port ${port}
requirepass "${quoted_password}"
masterauth "${quoted_password}"
<#if inventory_hostname != master>
replicaof ${master_address} ${port}
</#if>

dir ${redis_dir!"/var/lib/redis"}
dbfilename dump.rdb
save 3600 1
save 300 100
save 60 10000
appendonly ${redis_appendonly!"no"}
<#if redis_maxmemory??>
maxmemory ${redis_maxmemory}
maxmemory-policy ${redis_maxmemory_policy!"noeviction"}
</#if>

logfile ""
loglevel notice
tcp-backlog 511
tcp-keepalive 300
repl-backlog-size ${redis_backlog!"16mb"}
