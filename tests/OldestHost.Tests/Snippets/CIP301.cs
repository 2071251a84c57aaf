using System.Net;

public sealed class Addresses
{
    public bool IsSame(IPAddress first, IPAddress second) => first == second;
}

public static class Program
{
    public static void Main()
    {
    }
}
