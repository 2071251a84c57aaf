namespace Quickstart;

/// <summary>What to try by hand. <c>--interface</c> chooses the address from which curl connects.</summary>
internal static class CurlExamples
{
    public static string For(Uri application)
    {
        var url = application.GetLeftPart(UriPartial.Authority);
        return $"""
            Listening on {url}. Stop with Ctrl+C. 127.64.0.10 is the ALB, any other peer is nobody.
            (macOS needs the address first: sudo ifconfig lo0 alias 127.64.0.10)

            A page that explains each decision, and lets you try others:
              {url}/_clientip

            A customer, through CDN, WAF and ALB:
              curl --interface 127.64.0.10 {url}/shop -H 'Ali-Cdn-Real-Ip: 203.0.113.7' -H 'X-Forwarded-For: 203.0.113.7, 198.51.100.11, 192.0.2.30' -H 'X-Origin-Token: {Shop.OriginSecret}'

            An attacker who reaches the ALB and claims to be 8.8.8.8, read carelessly and by the policy:
              curl --interface 127.64.0.10 {url}/careless -H 'Ali-Cdn-Real-Ip: 8.8.8.8' -H 'X-Forwarded-For: 203.0.113.66'
              curl --interface 127.64.0.10 {url}/shop -H 'Ali-Cdn-Real-Ip: 8.8.8.8' -H 'X-Forwarded-For: 203.0.113.66'

            An attacker who writes an entry of the list, where ALB stands alone:
              curl --interface 127.64.0.10 {url}/careless -H 'X-Forwarded-For: 8.8.8.8, 203.0.113.66'
              curl --interface 127.64.0.10 {url}/alb -H 'X-Forwarded-For: 8.8.8.8, 203.0.113.66'

            Somebody who goes round the ALB:
              curl {url}/alb -H 'X-Forwarded-For: 8.8.8.8'
            """;
    }
}
