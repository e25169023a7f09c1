package org.concordat.protection.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keys in a device that speaks PKCS#11, which they do not leave: those that sign, whose names begin with "signing",
 * and those that open what is sealed, whose names begin with "encryption"; each with its certificate.
 */
public record DeviceKeys(List<KeyStore.PrivateKeyEntry> signings, List<KeyStore.PrivateKeyEntry> encryptions) {
    /** Where there is no device. */
    public static final DeviceKeys NONE = new DeviceKeys(List.of(), List.of());

    public DeviceKeys {
        signings = List.copyOf(signings);
        encryptions = List.copyOf(encryptions);
    }

    /**
     * Opens a device by the JDK's provider for it, which is registered for as long as this process lives: nothing else can
     * use such keys.
     *
     * @param configuration in the form of the JDK's PKCS#11 guide: {@code name}, {@code library}, {@code slot}
     */
    public static DeviceKeys open(Path configuration, char[] pin) throws KeysUnreadable {
        try {
            Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
            Security.addProvider(provider);
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            List<KeyStore.PrivateKeyEntry> signings = named("signing", store);
            if (!signings.isEmpty()) {
                return new DeviceKeys(signings, named("encryption", store));
            }
            throw new KeysUnreadable("the device has no key named signing with its certificate", null);
        } catch (IOException | GeneralSecurityException | InvalidParameterException | ProviderException e) {
            throw new KeysUnreadable(configuration + " leads to no PKCS#11 device, or its PIN is another", e);
        }
    }

    private static List<KeyStore.PrivateKeyEntry> named(String use, KeyStore store) throws GeneralSecurityException {
        List<KeyStore.PrivateKeyEntry> keys = new ArrayList<>();
        for (String name : Collections.list(store.aliases())) {
            if (name.startsWith(use) && store.getEntry(name, null) instanceof KeyStore.PrivateKeyEntry key) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Override
    public String toString() {
        return "keys in a device";
    }
}
