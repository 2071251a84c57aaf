using System.Net;

public sealed class Addresses
{
    public bool IsInternal(IPAddress client) => client.ToString().StartsWith("192.168.");
}

public static class Program
{
    public static void Main()
    {
    }
}
