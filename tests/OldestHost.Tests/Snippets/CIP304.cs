using System.Net;

public sealed class Addresses
{
    public bool IsInternal(IPAddress client) => IPNetwork.Parse("2001:db8::/36").Contains(client);
}

public static class Program
{
    public static void Main()
    {
    }
}
