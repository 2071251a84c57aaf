FROM scratch
ENV ClientIp__TrustedProxies=0.0.0.0/0
