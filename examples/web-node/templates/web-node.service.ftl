[Unit]
Description=Web server of ${inventory_hostname}
After=network.target

[Service]
ExecStart=/bin/busybox httpd -f -p ${web_port} -h ${web_root}
User=web-node
Restart=on-failure

[Install]
WantedBy=multi-user.target
