using System.Net;

public sealed class Addresses
{
    public IPAddress ToIPv4(IPAddress client) => client.MapToIPv4();
}

public static class Program
{
    public static void Main()
    {
    }
}
